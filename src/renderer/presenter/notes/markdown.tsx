import { type MarkedToken, marked, type Token, type Tokens } from 'marked'
import { Fragment, type ReactNode, useMemo } from 'react'
import { safeLink } from './safe-link'

/** Notes past this are cut: nobody reads a book on stage. */
const MAX_CHARACTERS = 20_000

/** Markdown as elements. Raw HTML in it is shown as the text it is, and nothing is loaded from anywhere. */
export function Markdown({ text }: { readonly text: string }) {
  const tokens = useMemo(() => marked.lexer(text.slice(0, MAX_CHARACTERS), { gfm: true, breaks: true }), [text])
  return <Inside tokens={tokens} />
}

function Inside({ tokens }: { readonly tokens: readonly Token[] | undefined }): ReactNode {
  return tokens?.map((token, place) => <Fragment key={place}>{element(token)}</Fragment>)
}

/** Without extensions the lexer makes no other tokens than these. */
const known = (token: Token) => token as MarkedToken

function element(token: Token): ReactNode {
  const one = known(token)
  switch (one.type) {
    case 'paragraph':
      return (
        <p>
          <Inside tokens={one.tokens} />
        </p>
      )
    case 'heading':
      return (
        <h3>
          <Inside tokens={one.tokens} />
        </h3>
      )
    case 'strong':
      return (
        <strong>
          <Inside tokens={one.tokens} />
        </strong>
      )
    case 'em':
      return (
        <em>
          <Inside tokens={one.tokens} />
        </em>
      )
    case 'del':
      return (
        <del>
          <Inside tokens={one.tokens} />
        </del>
      )
    case 'blockquote':
      return (
        <blockquote>
          <Inside tokens={one.tokens} />
        </blockquote>
      )
    case 'code':
      return (
        <pre>
          <code>{one.text}</code>
        </pre>
      )
    case 'codespan':
      return <code>{one.text}</code>
    case 'br':
      return <br />
    case 'hr':
      return <hr />
    case 'link':
      return <Link {...one} />
    case 'list':
      return <List {...one} />
    case 'table':
      return <Table {...one} />
    case 'image':
      return one.text || one.href
    case 'text':
      return one.tokens ? <Inside tokens={one.tokens} /> : one.text
    case 'escape':
    case 'html':
      return one.text
    case 'space':
    case 'def':
    case 'list_item':
    case 'checkbox':
      return null
  }
}

function Link({ href, tokens }: Tokens.Link) {
  const to = safeLink(href)
  if (to === null) return <Inside tokens={tokens} />
  return (
    <a href={to} target="_blank" rel="noreferrer noopener">
      <Inside tokens={tokens} />
    </a>
  )
}

function List({ ordered, start, items }: Tokens.List) {
  const lines = items.map((item, place) => (
    <li key={place}>
      {item.task && (item.checked ? '☑ ' : '☐ ')}
      <Inside tokens={item.tokens} />
    </li>
  ))
  return ordered ? <ol start={start === '' ? 1 : start}>{lines}</ol> : <ul>{lines}</ul>
}

function Table({ header, rows }: Tokens.Table) {
  const cells = (row: readonly Tokens.TableCell[], Cell: 'th' | 'td') =>
    row.map((cell, place) => (
      <Cell key={place}>
        <Inside tokens={cell.tokens} />
      </Cell>
    ))
  return (
    <table>
      <thead>
        <tr>{cells(header, 'th')}</tr>
      </thead>
      <tbody>
        {rows.map((row, place) => (
          <tr key={place}>{cells(row, 'td')}</tr>
        ))}
      </tbody>
    </table>
  )
}
