/** Text between tags. */
export function text(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/** JSON as the content of a block: no `</script>` and no `<!--` in a title can end it. */
export function block(json: string): string {
  return json.replaceAll('<', '\\u003c')
}

/** A script as the content of its element. In code `</script` and `<!--` stand in strings alone, where a backslash more changes nothing. */
export function inlineScript(code: string): string {
  return code.replaceAll(/<(?=\/script)/gi, '\\x3c').replaceAll('<!--', '\\x3c!--')
}
