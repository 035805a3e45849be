// What was filled in is judged when it is left (wizard/web/seller/judgement.py says how): what is wrong is told at its box at once,
// not some screens later. It holds nobody: whoever leaves a second time with the same in the boxes goes on.
(() => {
  const WAIT_MS = 1500;
  const told = new WeakMap(); // a part -> what stood in its boxes when something was said of them
  const boxesOf = (part) => [...part.querySelectorAll("input[id]:not([type=hidden], [type=radio], [type=checkbox])")];

  async function ask(form, typed) {
    const body = new URLSearchParams(typed);
    body.set("csrf_token", form.elements.csrf_token.value);
    for (const radio of form.querySelectorAll("input[type=radio]:checked")) body.set(radio.name, radio.value);
    const address = form.dataset.parts.replace(/\/parts(?=\?|$)/, "/judged");
    try {
      const response = await fetch(address, { method: "POST", body, signal: AbortSignal.timeout?.(WAIT_MS) });
      return response.ok ? await response.json() : {};
    } catch {
      return {}; // then it is said when the form is sent
    }
  }

  function unsay(box) {
    const said = document.getElementById(`${box.id}-left`);
    if (!said) return;
    said.remove();
    box.closest(".box").classList.remove("wrong", "odd");
    box.removeAttribute("aria-invalid");
    const others = box.getAttribute("aria-describedby").split(" ").filter((id) => id !== said.id);
    others.length ? box.setAttribute("aria-describedby", others.join(" ")) : box.removeAttribute("aria-describedby");
  }

  function say(box, [kind, text]) {
    unsay(box);
    const said = Object.assign(document.createElement("p"), { className: kind, id: `${box.id}-left`, textContent: text });
    (box.closest(".line") ?? box).before(said);
    box.closest(".box").classList.add(kind === "error" ? "wrong" : "odd");
    if (kind === "error") box.setAttribute("aria-invalid", "true");
    box.setAttribute("aria-describedby", `${said.id} ${box.getAttribute("aria-describedby") ?? ""}`.trim());
  }

  // Gives the first box of which something is to be said now; nothing if one may go on.
  async function judge(form, part) {
    const boxes = boxesOf(part);
    const typed = boxes.map((box) => [box.name, box.value]);
    const stands = JSON.stringify(typed);
    const isAsked = boxes.some((box) => box.value) || part.matches(".firm");
    const isStage = "stage" in document.documentElement.dataset; // a preview is nobody's
    if (!isAsked || isStage || told.get(part) === stands) return null;
    const found = await ask(form, typed);
    const wrong = boxes.filter((box) => found[box.name] && !box.closest(".box").querySelector(".error, .doubt"));
    for (const box of wrong) say(box, found[box.name]);
    if (wrong.length) told.set(part, stands);
    return wrong[0] ?? null;
  }

  // Goes on, or to the first box of which something was to be said.
  let isAsking = false;
  window.leavePart = async (form, go) => {
    if (isAsking) return; // pressed twice
    const part = form.querySelector(".now");
    isAsking = true;
    const wrong = await judge(form, part);
    isAsking = false;
    if (!part.isConnected || !part.matches(".now")) return; // they went elsewhere meanwhile
    wrong ? wrong.focus() : go();
  };

  document.addEventListener("input", ({ target }) => target.id && unsay(target));
})();
