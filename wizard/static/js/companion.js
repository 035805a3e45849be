// "쇼핑몰 옆에 작은 창으로 띄우기" opens this screen in a small window, above the mall's console where the browser can.
(() => {
  const SIZE = { width: 380, height: 680 };
  const root = document.documentElement;
  if ("stage" in root.dataset) return; // a preview stays where it is
  const kept = (() => {
    try {
      return sessionStorage;
    } catch {
      return {}; // a browser that keeps nothing
    }
  })();
  if (root.classList.contains("is-companion")) return;

  // Picture-in-Picture begins as an empty page of ours: it is given this screen, its style and its scripts.
  async function fill({ document: small }, here, pair, afloat) {
    const page = new DOMParser().parseFromString(await (await fetch(here)).text(), "text/html");
    for (const { name, value } of root.attributes) small.documentElement.setAttribute(name, value); // language, theme
    small.documentElement.dataset.companion = pair;
    small.documentElement.className = "is-companion";
    small.head.append(...page.head.querySelectorAll("title, meta[name=viewport], meta[name=color-scheme], link"));
    small.body.inert = true; // a form or link pressed before the scripts are there would close the window
    small.body.append(...page.body.childNodes);
    const ours = [...page.head.querySelectorAll("script")].map((script) => script.getAttribute("src"));
    for (const src of [...ours.filter((src) => src.startsWith("/static/")), afloat]) {
      small.head.append(Object.assign(small.createElement("script"), { src, async: false }));
    }
    const last = small.head.lastElementChild;
    last.onload = last.onerror = () => (small.body.inert = false);
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-companion]");
    if (!button) return;
    const { here } = button.closest("[data-here]").dataset;
    const pair = kept.companion ?? `companion-${Math.random().toString(36).slice(2)}`;
    kept.companion = pair;
    document.dispatchEvent(new CustomEvent("companion:pair", { detail: pair }));
    // Without htmx this page would be loaded anew at each step, and the window above it closed.
    const floats = window.htmx && window.documentPictureInPicture;
    const small = floats && (await window.documentPictureInPicture.requestWindow(SIZE).catch(() => null));
    if (small) return fill(small, here, pair, button.dataset.companion);
    const popup = window.open(here, pair, `popup,width=${SIZE.width},height=${SIZE.height}`);
    if (popup) return popup.focus();
    const said = document.getElementById("said");
    said.classList.remove("hidden");
    said.textContent = "브라우저가 작은 창을 막았어요. 주소창 오른쪽에 뜬 표시를 눌러 허용해 주세요.";
  });
})();
