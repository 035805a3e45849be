// After htmx changed the screen: move the reader there.
(() => {
  const root = document.documentElement;
  document.addEventListener("DOMContentLoaded", () => root.classList.toggle("has-htmx", Boolean(window.htmx)));

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
