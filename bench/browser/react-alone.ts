/// <reference lib="dom" />
// The floor page's rectangle, painted by React: what of a first paint is React DOM's own.
import { createElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'

const links = [...document.querySelectorAll('link')]
await Promise.all(links.map(async ({ href }) => (await fetch(href)).arrayBuffer()))
const root = createRoot(document.body)
flushSync(() =>
  root.render(createElement('svg', null, createElement('rect', { width: 300, height: 150, fill: 'teal' }))),
)
