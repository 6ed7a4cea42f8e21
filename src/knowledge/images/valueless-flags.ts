/** Flags of these commands that take no value: what follows another flag is its value. */
export const valuelessFlags: ReadonlySet<string> = new Set(
  (
    '--rm --rmi --detach --interactive --tty --init --privileged --read-only --no-healthcheck --publish-all --oom-kill-disable ' +
    '--quiet --sig-proxy --disable-content-trust --tls-verify --replace --all-tags --all-platforms --plain-http --skip-verify ' +
    '--force --compress --insecure --all --local --no-prune --debug --help --verbose --net-host --tty --null-io --record --dry-run ' +
    '--client --server --no-trunc --human --http-dump --print-chainid --no-progress'
  ).split(' '),
)

/** Letters of short flags that take no value, together as in `-it`. */
export const valuelessLetters = /^-[ditPqfaDk]+$/
