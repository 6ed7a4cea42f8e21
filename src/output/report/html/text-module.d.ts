/** Style and script of the page are files of their own; the build puts their text into the program. */
declare module '*.css' {
  const text: string
  export default text
}
declare module '*/filters.js' {
  const text: string
  export default text
}
