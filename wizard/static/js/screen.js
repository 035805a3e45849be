// After htmx changed the screen: move the reader there, and say so when it could not be fetched.
(() => {
  const root = document.documentElement;
  if (window.htmx) root.classList.add("has-htmx");

  const settle = (context) => {
    if (context.target && context.target.id !== "screen") return; // a part that asks by itself moves nobody
    const screen = document.getElementById("screen");
    const summary = document.getElementById("summary");
    if (summary && context.response && context.response.status >= 400) return summary.focus();
    if (String(context.swap).startsWith("innerMorph")) return;
    window.scrollTo(0, 0);
    const heading = screen && screen.querySelector("h1");
    if (heading) heading.focus({ preventScroll: true });
  };

  document.addEventListener("htmx:after:swap", (event) => settle(event.detail.ctx || {}));
  document.addEventListener("htmx:error", () => {
    const said = document.getElementById("said");
    said.classList.remove("hidden");
    said.textContent = "인터넷 연결이 끊긴 것 같아요. 적은 내용은 그대로 있어요. 잠시 뒤에 다시 눌러 주세요.";
  });
  let leaving = false; // a part that asks again and again would call back the page that is on its way
  document.addEventListener("htmx:after:request", ({ detail }) => {
    leaving ||= Boolean(detail.ctx.hx.redirect || detail.ctx.hx.refresh);
  });
  addEventListener("pageshow", () => (leaving = false));
  document.addEventListener("htmx:before:request", (event) => {
    if (leaving) event.preventDefault();
    document.getElementById("said").classList.add("hidden");
  });

  const summary = document.getElementById("summary");
  if (summary) summary.focus();
})();
