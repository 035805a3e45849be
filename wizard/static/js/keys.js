// The keys of the desk: j and k go through the rows, / goes to the search, Enter opens (as any link does), ? tells of them.
// No key is taken from anybody who types, in whatever language, and all of them can be turned off (WCAG 2.1.4).
(() => {
  if (window.hasKeys) return; // each page of the desk brings this script along
  window.hasKeys = true;
  const OFF = "desk.keys";
  const ROWS = ".desk .list tbody tr, .desk .todos > li";
  const SAYS = [
    ["j", "다음 줄"],
    ["k", "앞 줄"],
    ["Enter", "고른 줄 열기"],
    ["/", "찾기 칸으로 가기"],
    ["?", "이 도움말"],
  ];
  let here = ""; // where the row one is at leads

  const isTyping = (one) => one?.isContentEditable || one?.matches?.("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])");
  const isOff = () => {
    try {
      return localStorage.getItem(OFF) === "off";
    } catch {
      return false; // a browser that keeps nothing
    }
  };
  const links = () => [...document.querySelectorAll(ROWS)].map((row) => row.querySelector("a[href]")).filter((link) => link?.checkVisibility());

  function turn(on) {
    try {
      on ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "off");
    } catch {
      // it lasts for this page
    }
  }

  function go(by) {
    const all = links();
    const row = document.activeElement?.closest?.(ROWS);
    const at = row ? all.findIndex((link) => row.contains(link)) : all.findIndex((link) => link.href === here);
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
    if (!next) return;
    here = next.href;
    next.focus({ preventScroll: true, focusVisible: true });
    next.closest(ROWS).scrollIntoView({ block: "nearest" });
  }

  function tell() {
    document.getElementById("keys")?.remove();
    const box = Object.assign(document.createElement("dialog"), { id: "keys", className: "asks-desk" });
    const lines = SAYS.map(([key, says]) => `<div><dt><kbd>${key}</kbd></dt><dd>${says}</dd></div>`).join("");
    box.innerHTML = `<h2 id="keys-title">단축키</h2><dl class="key-list">${lines}</dl>
      <label class="knows"><input type="checkbox"${isOff() ? "" : " checked"}> 단축키 쓰기</label>
      <p class="source">글을 적는 칸에서는 단축키가 듣지 않아요. 한글로 두어도 들어요.</p>
      <form method="dialog"><button class="quiet">닫기</button></form>`;
    box.setAttribute("aria-labelledby", "keys-title");
    box.querySelector("input").addEventListener("change", ({ target }) => turn(target.checked));
    box.addEventListener("close", () => box.remove());
    document.body.append(box);
    box.showModal();
  }

  function search() {
    const box = document.querySelector(".desk input[type=search]");
    box?.focus();
    box?.select();
    return Boolean(box);
  }

  // By the key's place, so that it holds while Korean is typed; a letter being put together is nobody's key.
  function act(event) {
    if (event.code === "Slash" || ["/", "?"].includes(event.key)) return event.shiftKey || event.key === "?" ? (tell(), true) : search();
    if (event.shiftKey) return false;
    if (event.code === "KeyJ") return go(1), true;
    if (event.code === "KeyK") return go(-1), true;
    return false;
  }

  document.addEventListener("keydown", (event) => {
    const isOurs = !event.defaultPrevented && !event.isComposing && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isOurs || isOff() || isTyping(event.composedPath()[0]) || !document.querySelector(".desk")) return;
    if (document.querySelector("dialog[open], :popover-open")) return;
    if (act(event)) event.preventDefault();
  });
  document.addEventListener("click", ({ target }) => target.closest?.("[data-keys]") && tell());

  function show() {
    for (const button of document.querySelectorAll("[data-keys]")) button.hidden = false;
    // A list that asks for itself again was put anew: whoever was in it stays where they were.
    if (here && document.activeElement === document.body) links().find((link) => link.href === here)?.focus({ preventScroll: true });
  }
  document.addEventListener("htmx:after:swap", show);
  show();
})();
