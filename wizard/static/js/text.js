// The box of a guide's text as an editor of code: coloured, folded, completed, its faults marked where they are.
// The box stays the form's field; each is filled by the other. Without CodeMirror the box is as it was.
(() => {
  const WORDS = {
    "Find": "찾기", "Replace": "바꿀 글", "next": "다음", "previous": "이전", "all": "모두 고르기", "match case": "대소문자 구별",
    "regexp": "정규식", "by word": "낱말로", "replace": "바꾸기", "replace all": "모두 바꾸기", "close": "닫기",
    "current match": "지금 찾은 곳", "on line": "줄", "Fold line": "이 줄 아래 접기", "Unfold line": "펼치기",
    "folded code": "접힌 글", "unfold": "펼치기", "to": "부터", "Folded lines": "접은 줄", "Unfolded lines": "펼친 줄",
    "Completions": "넣을 수 있는 것", "Diagnostics": "고칠 것", "replaced $ matches": "$곳을 바꿨어요",
    "replaced match on line $": "$줄을 바꿨어요", "Go to line": "줄로 가기", "go": "가기",
  };
  const box = () => document.querySelector("textarea[data-editor]"); // other pages have a #text of their own
  const links = (list) => [...document.querySelectorAll(`#found > ${list} [data-line]`)];
  let editor = null; // of the box that stands in the page now
  const schemas = {}; // of each kind of text, once it was asked for
  let hasAdvice = false;
  let isOurs = false;
  let taking = 0;

  function load(area) {
    if (window.codemirror) return mount(area);
    if (document.getElementById("codemirror")) return undefined;
    const script = Object.assign(document.createElement("script"), { id: "codemirror", src: area.dataset.editor });
    script.addEventListener("load", () => box() && mount(box()));
    document.head.append(script);
    return undefined;
  }

  function look({ EditorView, HighlightStyle, syntaxHighlighting, tags }) {
    const ink = (tag, color, more = {}) => ({ tag, color: `var(--${color})`, ...more });
    const letters = HighlightStyle.define([
      ink([tags.propertyName, tags.definition(tags.propertyName)], "main", { fontWeight: "600" }),
      ink([tags.string, tags.content], "ink"),
      ink([tags.comment, tags.lineComment], "soft", { fontStyle: "italic" }),
      ink([tags.bool, tags.number, tags.keyword, tags.atom], "good"),
      ink([tags.punctuation, tags.separator, tags.brace, tags.squareBracket], "soft"),
    ]);
    const theme = EditorView.theme({
      "&": { blockSize: "clamp(16rem, 62dvh, 52rem)", color: "var(--ink)", backgroundColor: "var(--sheet)", fontSize: "0.9375rem" },
      "&.cm-focused": { outline: "3px solid var(--main)", outlineOffset: "2px" },
      ".cm-scroller": { fontFamily: 'ui-monospace, "D2Coding", "Noto Sans Mono CJK KR", monospace', lineHeight: "1.6" },
      ".cm-content": { caretColor: "var(--ink)" },
      ".cm-cursor": { borderLeftColor: "var(--ink)" },
      ".cm-gutters": { backgroundColor: "var(--sheet)", color: "var(--soft)", borderInlineEnd: "1px solid var(--line)" },
      ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--main-soft) 55%, transparent)" },
      "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
        backgroundColor: "var(--pen)",
      },
      ".cm-gutterElement.wrong": { backgroundColor: "var(--bad-soft)", color: "var(--bad)", fontWeight: "700" },
      ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--bad)" },
      ".cm-tooltip, .cm-panels": { backgroundColor: "var(--sheet)", color: "var(--ink)", border: "1px solid var(--edge)" },
      ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--main)", color: "var(--on-main)" },
      ".cm-completionDetail": { color: "inherit", fontStyle: "normal", fontSize: "0.8125rem" },
      ".cm-diagnostic-error": { borderInlineStart: "4px solid var(--bad)" },
      ".cm-foldPlaceholder": { backgroundColor: "var(--sunk)", color: "var(--soft)", borderColor: "var(--line)" },
      ".cm-textfield, .cm-button": { backgroundImage: "none", backgroundColor: "var(--sunk)", color: "var(--ink)", fontSize: "0.9375rem" },
    });
    return [theme, syntaxHighlighting(letters)];
  }

  // The schema at an address, asked for once; one that could not be had is asked for again at the next key.
  async function schemaOf(address) {
    schemas[address] ??= fetch(address).then((answer) => answer.json());
    try {
      return await schemas[address];
    } catch {
      delete schemas[address];
      return null;
    }
  }

  async function completions({ state, pos, explicit }) {
    const line = state.doc.lineAt(pos);
    const before = line.text.slice(0, pos - line.from);
    const names = (box()?.dataset.constants ?? "").split(" ").filter(Boolean);
    const lines = state.doc.toString().split("\n");
    const schema = await schemaOf(box()?.dataset.schema ?? "");
    if (!schema) return null;
    const { typed, options } = window.guideCompletions(before, lines, line.number - 1, schema, names);
    if (!options.length || (!typed && !explicit)) return null;
    return { from: pos - typed.length, options, validFor: /^[\w${-]*$/ };
  }

  const wrongLines = () => new Set(links(".faults").map((link) => +link.dataset.line));

  function marks({ EditorView, GutterMarker, gutterLineClass, lineNumbers, StateField }, refresh) {
    const marker = new (class extends GutterMarker {
      elementClass = "wrong";
    })();
    const builder = (state) => {
      const at = [...wrongLines()].filter((line) => line <= state.doc.lines).sort((a, b) => a - b);
      return window.codemirror.markersAt(at.map((line) => state.doc.line(line).from), marker);
    };
    const field = StateField.define({
      create: builder,
      update: (set, change) => (change.effects.some((one) => one.is(refresh)) ? builder(change.state) : set.map(change.changes)),
      provide: (one) => gutterLineClass.from(one),
    });
    const formatNumber = (number) => (wrongLines().has(number) ? `! ${number}` : `${number}`);
    return [field, lineNumbers({ formatNumber }), EditorView.editorAttributes.of({ class: "code" })];
  }

  function extensions(cm, area, refresh) {
    const label = area.labels?.[0]?.textContent ?? "";
    return [
      marks(cm, refresh), cm.foldGutter(), cm.history(), cm.drawSelection(), cm.highlightActiveLine(), cm.bracketMatching(),
      cm.yaml(), cm.indentUnit.of("  "), cm.search({ top: true }), cm.highlightSelectionMatches(),
      cm.autocompletion({ override: [completions], icons: false }),
      cm.keymap.of([...cm.completionKeymap, ...cm.searchKeymap, ...cm.foldKeymap, ...cm.historyKeymap, ...cm.defaultKeymap]),
      cm.EditorState.phrases.of(WORDS), look(cm),
      cm.EditorView.contentAttributes.of(() => ({
        "aria-label": label, "aria-invalid": String(wrongLines().size > 0), spellcheck: "false", autocapitalize: "off", tabindex: "0",
      })),
      cm.EditorView.updateListener.of((update) => {
        if (update.docChanged) filled(area, update.state.doc.toString());
        if (update.docChanged || update.selectionSet) moved(update);
      }),
    ];
  }

  function filled(area, text) {
    if (area.value === text) return;
    area.value = text;
    isOurs = true;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    isOurs = false;
  }

  function moved({ state, docChanged }) {
    const { number } = state.doc.lineAt(state.selection.main.head);
    document.dispatchEvent(new CustomEvent("caret", { detail: { number, docChanged } }));
  }

  function mount(area) {
    const cm = window.codemirror;
    const [place, isFocused, at] = [document.createElement("div"), document.activeElement === area, area.selectionStart];
    place.id = "code";
    area.closest(".page").before(place);
    const root = place.attachShadow({ mode: "open" });
    const refresh = cm.StateEffect.define();
    const state = cm.EditorState.create({ doc: area.value, selection: { anchor: at }, extensions: extensions(cm, area, refresh) });
    const view = new cm.EditorView({ state, root, parent: root });
    editor = { view, area, refresh };
    area.closest(".page").classList.add("bare");
    Object.assign(area, { tabIndex: -1, ariaHidden: "true" });
    tell();
    if (isFocused) view.focus();
    const asked = new URLSearchParams(location.search);
    if (asked.has("line")) go(+asked.get("line") || 1, +asked.get("column") || 1);
  }

  // Mark what the server found: at its place, with its words.
  function tell() {
    if (!editor) return;
    const { view, refresh } = editor;
    const found = links(".faults").map((link) => {
      const line = view.state.doc.line(Math.min(+link.dataset.line, view.state.doc.lines));
      const from = Math.min(line.from + [...line.text].slice(0, link.dataset.column - 1).join("").length, line.to);
      const message = link.closest("li").innerText.split("\n")[0];
      return { from, to: Math.max(line.to, from), severity: "error", message };
    });
    view.dispatch(window.codemirror.setDiagnostics(view.state, found), { effects: refresh.of(null) });
  }

  function go(line, column) {
    if (!editor) return;
    const { view } = editor;
    const { from, to, text } = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
    const anchor = Math.min(from + [...text].slice(0, column - 1).join("").length, to);
    view.dispatch({ selection: { anchor }, effects: window.codemirror.EditorView.scrollIntoView(anchor, { y: "center" }) });
    view.focus();
  }

  // Bring a line into view, as the screen beside it is shown: the caret stays where it is.
  function show(line) {
    if (!editor) return;
    const { state, scrollDOM } = editor.view;
    scrollDOM.scrollTop = editor.view.lineBlockAt(state.doc.line(Math.min(line, state.doc.lines)).from).top;
  }

  // Take what came into the box by another way than the editor.
  function take() {
    if (!editor || editor.area !== box() || editor.view.state.doc.toString() === box().value) return;
    const { view } = editor;
    const anchor = Math.min(view.state.selection.main.anchor, box().value.length);
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: box().value }, selection: { anchor } });
  }

  function lookAgain() {
    const advice = document.getElementById("advice");
    if (advice) advice.open = hasAdvice; // an answer that came meanwhile folds nothing up
    if (editor && editor.area !== box()) {
      editor.view.destroy();
      editor = null;
    }
    if (editor) tell();
    else if (box()) load(box());
  }

  document.addEventListener("click", (event) => {
    const advice = event.target.closest("#advice > summary")?.parentElement;
    if (advice) hasAdvice = !advice.open;
    if (editor && event.target.closest("label[for=text]")) {
      event.preventDefault();
      editor.view.focus();
    }
    const link = event.target.closest("[data-line]");
    if (!link || !box()) return;
    event.preventDefault();
    go(+link.dataset.line, +link.dataset.column);
  });
  document.addEventListener("input", (event) => {
    if (event.target !== box() || isOurs || !editor) return;
    clearTimeout(taking); // a text of many lines comes as many events
    taking = setTimeout(take);
  });
  document.addEventListener("text:focus", () => editor?.view.focus());
  document.addEventListener("text:show", ({ detail }) => show(detail.line));
  document.addEventListener("htmx:after:swap", lookAgain);
  lookAgain();
})();
