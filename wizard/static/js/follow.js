// A page and its companion window show the same screen: when a reader moves one on, the other follows.
(() => {
  if ("stage" in document.documentElement.dataset) return; // a preview is nobody's way
  const afloat = document.documentElement.dataset.companion;
  const kept = (() => {
    try {
      return sessionStorage;
    } catch {
      return {}; // a browser that keeps nothing
    }
  })();
  const named = afloat || (window.name.startsWith("companion-") ? window.name : kept.companion);
  const here = () => document.querySelector("[data-here]")?.dataset.here ?? "";
  const followed = new Set(); // what we went to because the other did is not told back: no loops
  let channel = null;
  let shown = (!afloat && kept.screen) || here(); // a page that was loaded anew may have moved on

  function tell() {
    const [now, before] = [here(), shown];
    if (!now) return;
    shown = now;
    if (!afloat) kept.screen = now;
    if (now === before) return;
    if (!followed.delete(now)) channel?.postMessage(now);
  }

  function isFilledIn() {
    const boxes = [...document.querySelectorAll("form#account input:not([type=radio])")];
    return boxes.some((box) => (box.type === "hidden" ? box.name.endsWith(".kept") : box.value));
  }

  function follow({ data: address }) {
    if (!/^\/guides\/[a-z0-9]/.test(address) || address === here() || isFilledIn()) return;
    followed.add(address);
    const go = new CustomEvent("companion:go", { detail: address, cancelable: true });
    if (!document.dispatchEvent(go)) return; // afloat.js goes
    if (!window.htmx) return location.assign(address);
    const headers = { Follows: 1, "HX-Target": "main#screen" }; // by itself it would name the body, and be given a whole page
    window.htmx.ajax("GET", address, { target: "#screen", swap: "innerHTML show:none", push: "true", headers });
  }

  function join(pair) {
    if (channel || !pair) return;
    channel = new BroadcastChannel(pair);
    channel.onmessage = follow;
    tell();
  }

  document.addEventListener("companion:pair", (event) => join(event.detail));
  document.addEventListener("click", () => followed.clear(), true);
  document.addEventListener("htmx:after:swap", tell);
  join(named);
})();
