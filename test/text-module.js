/** A file whose text is imported, for Jest: what the build does with `with { type: 'text' }`. */
export default { process: text => ({ code: `export default ${JSON.stringify(text)}` }) }
