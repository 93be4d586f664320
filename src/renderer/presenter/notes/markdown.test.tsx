import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Markdown } from './markdown'

const html = (text: string) => renderToStaticMarkup(<Markdown text={text} />)

describe('notes in Markdown', () => {
  it('[NOTES-1] headings, emphasis, lists, code, quotes and tables become elements', () => {
    expect(html('# Say\n\n**gbt** leads, *barely*')).toBe(
      '<h3>Say</h3><p><strong>gbt</strong> leads, <em>barely</em></p>',
    )
    expect(html('3. a\n4. `b`')).toBe('<ol start="3"><li>a</li><li><code>b</code></li></ol>')
    expect(html('- [x] done\n- [ ] open')).toBe('<ul><li>☑ done</li><li>☐ open</li></ul>')
    expect(html('> quoted')).toBe('<blockquote><p>quoted</p></blockquote>')
    expect(html('|a|\n|-|\n|1|')).toContain('<td>1</td>')
  })

  it('[NOTES-2] raw HTML is the text that it is', () => {
    expect(html('<script>alert(1)</script>')).toBe('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html('a <img src=x onerror=alert(1)> b')).not.toContain('<img')
  })

  it('[NOTES-3] a link leads to the web or to mail, or is no link; no picture is loaded', () => {
    expect(html('[a](https://example.org/)')).toContain('href="https://example.org/"')
    for (const bad of ['javascript:alert(1)', 'JAVASCRIPT:alert(1)', 'data:text/html,x', '//example.org', 'vbscript:x'])
      expect(html(`[a](${bad})`)).not.toContain('href')
    expect(html('![shot](https://example.org/a.png)')).toBe('<p>shot</p>')
  })

  it('[NOTES-4] no text brings an element or an address of its own', () => {
    const nasty = fc.string({
      unit: fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '(',
        ')',
        '[',
        ']',
        '!',
        'a',
        'script',
        'javascript:',
        ' ',
        '\n',
        '`',
        '=',
      ),
    })
    fc.assert(
      fc.property(nasty, (text) => {
        expect(html(text)).not.toMatch(/<(?:script|img|iframe|style|svg|object)|href="(?!https?:|mailto:)/i)
      }),
    )
  })
})
