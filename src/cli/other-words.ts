/** Words that other tools have for a command of ours, or what to do instead; a flag begins with "--". */
export const otherCommands: Readonly<Record<string, string>> = {
  version: '--version',
  list: 'images',
  ls: 'images',
  relocate: 'leave it out: relocating needs no command',
  check: 'verify',
  lint: 'verify',
  validate: 'verify',
  why: 'explain',
  sync: 'copy',
  push: 'copy',
  pull: 'copy',
  config: 'init',
  template: 'leave that to Helm: helm template RELEASE CHART | k8ssandra-relocate',
  install: 'leave that to Helm: helm install RELEASE CHART --post-renderer k8ssandra-relocate',
  upgrade: 'leave that to Helm: helm upgrade RELEASE CHART --post-renderer k8ssandra-relocate',
}

/** Flags that other tools have, and what to do here instead. */
export const otherFlags: Readonly<Record<string, string>> = {
  'dry-run': 'to see what would change, use the command diff',
  file: 'name files without a flag',
  filename: 'name files without a flag',
  recursive: 'name the directory without a flag: all manifests below it are read',
  out: 'to write to a file, use > FILE or --output-dir=DIR',
  'output-file': 'to write to a file, use > FILE or --output-dir=DIR',
  set: 'give it to helm template: this program has no chart values to set',
}
