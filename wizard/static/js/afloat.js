// Loaded in the always-on-top window only, where a link would close the window and htmx has no address to push:
// links and forms of ours change #screen from here, and tell it as htmx would.
(() => {
  async function show(address, options = {}, more = {}, form = null) {
    const said = document.getElementById("said");
    said.classList.add("hidden");
    let response;
    try {
      response = await fetch(address, { ...options, headers: { "HX-Request": "true", "HX-Target": "main#screen", ...more } });
    } catch {
      said.classList.remove("hidden");
      said.textContent = "인터넷 연결이 끊긴 것 같아요. 적은 내용은 그대로 있어요. 잠시 뒤에 다시 눌러 주세요.";
      return;
    }
    const text = await response.text();
    if (form && window.keepForm(form, response.status, text)) return;
    const page = new DOMParser().parseFromString(text, "text/html");
    document.title = page.title;
    page.querySelector("title")?.remove();
    const whole = page.getElementById("screen");
    document.getElementById("screen").replaceChildren(...(whole ?? page.body).childNodes);
    const detail = { ctx: { response: { status: response.status } } };
    document.dispatchEvent(new CustomEvent("htmx:after:swap", { detail }));
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || link.target || link.hasAttribute("download")) return;
    const url = new URL(link.href, document.baseURI);
    if (url.origin !== window.origin) return;
    event.preventDefault();
    if (link.getAttribute("href").startsWith("#")) return document.getElementById(url.hash.slice(1))?.focus();
    show(url.href);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    event.preventDefault();
    const filled = new FormData(form, event.submitter);
    const data = form.enctype === "multipart/form-data" ? filled : new URLSearchParams(filled);
    const url = new URL(form.getAttribute("action"), document.baseURI); // form.action may be a button of that name
    if (form.getAttribute("method") === "post") return show(url.href, { method: "POST", body: data }, {}, form);
    url.search = data;
    show(url.href);
  });

  document.addEventListener("companion:go", (event) => {
    event.preventDefault();
    show(event.detail, {}, { Follows: 1 });
  });
})();
