// What the editors' text editor (wizard/static/js/code_editor.js) needs of CodeMirror; `make codemirror` joins it into one file.
export { autocompletion, completionKeymap } from "@codemirror/autocomplete";
export { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
export { yaml } from "@codemirror/lang-yaml";
export { HighlightStyle, bracketMatching, foldGutter, foldKeymap, indentUnit, syntaxHighlighting } from "@codemirror/language";
export { setDiagnostics } from "@codemirror/lint";
export { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { RangeSet } from "@codemirror/state";
export { EditorState, StateEffect, StateField } from "@codemirror/state";
export {
  EditorView, GutterMarker, drawSelection, gutterLineClass, highlightActiveLine, keymap, lineNumbers,
} from "@codemirror/view";
export { tags } from "@lezer/highlight";

// A marker at each of some places of the text, in their order.
export const markersAt = (places, marker) => RangeSet.of(places.map((place) => marker.range(place)));
