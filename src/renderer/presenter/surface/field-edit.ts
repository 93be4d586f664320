/**
 * A field under the hand. `following` shows what the server says; `editing` what was typed, whatever comes;
 * `sent` what was typed until the server has said what holds.
 */
export type FieldEdit =
  | { readonly at: 'following' }
  | { readonly at: 'editing'; readonly text: string }
  | { readonly at: 'sent'; readonly text: string; readonly shown: unknown }

export type FieldEditEvent =
  | { readonly type: 'typed'; readonly text: string }
  /** Enter, or the focus goes elsewhere; `shown` is what the server last said. */
  | { readonly type: 'sent'; readonly shown: unknown }
  | { readonly type: 'dropped' }
  /** The server said something, be it the same again: a refusal does. */
  | { readonly type: 'answered'; readonly shown: unknown }

export function stepFieldEdit(edit: FieldEdit, event: FieldEditEvent): FieldEdit {
  switch (event.type) {
    case 'typed':
      return { at: 'editing', text: event.text }
    case 'sent':
      return edit.at === 'editing' ? { at: 'sent', text: edit.text, shown: event.shown } : edit
    case 'dropped':
      return { at: 'following' }
    case 'answered':
      // `shown` is compared by identity: an answer is another object than what was there when it was sent.
      return edit.at === 'sent' && edit.shown !== event.shown ? { at: 'following' } : edit
  }
}

/** What the field shows. */
export function fieldText(edit: FieldEdit, value: string): string {
  return edit.at === 'following' ? value : edit.text
}
