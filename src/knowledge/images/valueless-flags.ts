/** Flags of these commands that take no value: what follows another flag is its value. */
export const valuelessFlags: ReadonlySet<string> = new Set(
  (
    '--rm --rmi --detach --interactive --tty --init --privileged --read-only --no-healthcheck --publish-all --oom-kill-disable ' +
    '--quiet --sig-proxy --disable-content-trust --tls-verify --replace --all-tags --all-platforms --plain-http --skip-verify ' +
    '--force --compress --insecure --all --local --no-prune --debug --help --verbose --net-host --tty --null-io --record --dry-run ' +
    '--client --server --no-trunc --human --http-dump --print-chainid --no-progress ' +
    '--insecure-policy --preserve-digests --remove-signatures --src-no-creds --dest-no-creds --dest-compress --dest-decompress ' +
    '--dest-precompute-digests --dest-force-compress-format --allow-nondistributable-artifacts --no-clobber --digest-tags --referrers ' +
    '--include-external --force-recursive --fast --recursive --from-plain-http --to-plain-http --from-insecure --to-insecure --no-tty'
  ).split(' '),
)

/** Letters of short flags that take no value, together as in `-it`. */
export const valuelessLetters = /^-[ditPqfaDk]+$/
