// How much a page waits for: all it asked, until the answers are drawn.
(() => {
  window.underWay = 0;
  const ended = () => setTimeout(() => setTimeout(() => window.underWay--));
  const ask = window.fetch;
  window.fetch = (...args) => {
    window.underWay++;
    return ask(...args).finally(ended);
  };
  document.addEventListener("htmx:before:request", () => window.underWay++);
  document.addEventListener("htmx:finally:request", ended);
})();
