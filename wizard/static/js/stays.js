// What could not be sent stays where it was typed: above its form stands what happened, and what to do. One address is one
// entry of the history: a refusal adds none, and a second press of the same link neither.
(() => {
  const AGAIN = "적은 내용은 이 화면에 그대로 있어요.";
  const SAYS = {
    0: "인터넷 연결이 끊긴 것 같아요. 연결을 확인하고 다시 눌러 주세요.",
    400: "보낸 내용을 읽지 못했어요. 다시 눌러 주세요.",
    413: "적은 내용이나 사진이 너무 커서 보내지 못했어요. 줄이고 다시 눌러 주세요.",
    429: "짧은 시간에 여러 번 눌렸어요. 1분 뒤에 다시 눌러 주세요.",
    500: "저희 쪽에 문제가 생겨 보내지 못했어요. 잠시 뒤에 다시 눌러 주세요. 또 안 되면 화면 아래 번호로 전화해 주세요.",
  };
  const SLOW_MS = 1500;
  const said = () => document.getElementById("said");

  function say(text) {
    said().classList.toggle("hidden", !text);
    said().textContent = text;
  }

  function tell(form, text) {
    document.getElementById("stays")?.remove();
    const note = Object.assign(document.createElement("div"), { id: "stays", className: "notice warn", tabIndex: -1 });
    note.setAttribute("role", "alert");
    for (const line of [text, AGAIN]) note.append(Object.assign(document.createElement("p"), { textContent: line }));
    (form.matches(".press") ? document.querySelector("#screen h1") : form).insertAdjacentElement(form.matches(".press") ? "afterend" : "beforebegin", note);
    note.focus();
  }

  // A page of ours that gives the form back is drawn; all else would only take the place of what was typed.
  function keep(form, status, text) {
    if (status < 400 || (status !== 413 && /name="csrf_token"/.test(text))) return false;
    const page = new DOMParser().parseFromString(text, "text/html");
    const ours = page.querySelector("[data-code]") && !SAYS[status] && status < 500;
    const words = ours ? [...page.querySelectorAll("h1, .lead")].map((one) => one.textContent.trim()).join(". ") : "";
    tell(form, words || SAYS[status] || SAYS[status < 500 ? 400 : 500]);
    return true;
  }
  window.keepForm = keep; // afloat.js sends forms by itself

  const posted = ({ request }) => (request.method === "POST" ? (request.form ?? null) : null);
  const isWhole = ({ target }) => target?.id === "screen";
  const isBack = ({ request }) => request.headers["HX-History-Restore-Request"];
  let slow = 0;
  let last; // the whole page that was asked for last

  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    if (isWhole(ctx) || isBack(ctx)) last = ctx;
    document.getElementById("stays")?.remove();
    clearTimeout(slow);
    if (posted(ctx) && isWhole(ctx)) slow = setTimeout(() => say("보내고 있어요. 잠시만 기다려 주세요."), SLOW_MS);
  });
  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
    clearTimeout(slow);
    if (posted(ctx) && said().textContent.startsWith("보내고 있어요")) say("");
  });
  document.addEventListener("htmx:after:request", (event) => {
    const { ctx } = event.detail;
    const [form, status] = [posted(ctx), ctx.response.status];
    if (isBack(ctx) && last !== ctx) return event.preventDefault(); // what Back asked for, after the reader went on
    if (!isWhole(ctx) || status < 400) return;
    if (form) return keep(form, status, ctx.text) && event.preventDefault();
    if (status < 500 || /<h1/.test(ctx.text)) return;
    event.preventDefault();
    say("지금은 이 화면을 열지 못했어요. 잠시 뒤에 다시 눌러 주세요.");
  });
  document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
    const form = ctx?.request && isWhole(ctx) ? posted(ctx) : null;
    if (form?.isConnected) tell(form, SAYS[0]);
    else say("인터넷 연결이 끊긴 것 같아요. 적은 내용은 그대로 있어요. 잠시 뒤에 다시 눌러 주세요.");
  });

  document.addEventListener("htmx:before:history:update", (event) => {
    const { history: entry, sourceElement, response } = event.detail;
    const isPosted = Boolean(sourceElement.closest?.("form[method=post]"));
    if (response && (response.status === 422 || (response.status >= 400 && isPosted))) event.preventDefault();
    else if (entry.path === location.pathname + location.search) entry.type = "replace";
  });

  document.addEventListener("submit", (event) => {
    if (window.htmx || event.target.getAttribute("method") !== "post") return;
    setTimeout(() => say("보내고 있어요. 잠시만 기다려 주세요."), SLOW_MS);
  });
  addEventListener("pageshow", (event) => event.persisted && say(""));
})();
