/** Where the source, the documentation and the releases of this program are; the same as in package.json. */
export const homepage = 'https://github.com/k8ssandra-relocate/k8ssandra-relocate'
