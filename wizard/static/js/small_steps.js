// On a phone the credential form shows few boxes at a time. It stays one form, sent whole. Enter goes to the next box, everywhere.
(() => {
  const narrow = matchMedia("(width < 40rem)");
  const KEY = "wizard.parts";
  let places = {}; // where a reader was in each form of this tab, by name: an answer moves parts
  const form = () => document.querySelector("form#account");
  const parts = () => [...form().querySelectorAll("[data-part]")];
  const nameOf = (part) => part.querySelector("input[id], textarea")?.id ?? part.dataset.part;
  const keyOf = () => form().getAttribute("action");

  // After a reload a reader is where they were, if what they typed comes back.
  function recall() {
    if (!window.drafts?.has(form()?.dataset.draft)) return;
    try {
      places = JSON.parse(sessionStorage.getItem(KEY)) ?? {};
    } catch {
      // a browser that keeps nothing begins at the first part
    }
  }

  function forget() {
    places = {};
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      // nothing was kept
    }
  }

  function keep(place) {
    places[keyOf()] = place;
    try {
      sessionStorage.setItem(KEY, JSON.stringify(places));
    } catch {
      // then it lasts as long as the page
    }
  }

  function button(label, className, act) {
    const made = Object.assign(document.createElement("button"), { type: "button", className, textContent: label });
    made.addEventListener("click", act);
    return made;
  }

  const leave = (go) => (window.leavePart ? window.leavePart(form(), go) : go());

  function turn(place, moves = true) {
    const all = parts();
    const at = Math.max(0, Math.min(place, all.length - 1));
    keep(nameOf(all[at]));
    for (const part of all) part.classList.toggle("now", part === all[at]);
    form().querySelector(".turn")?.remove();
    const more = all[at + 1]; // on the last part the button that saves is the one within reach
    const nav = Object.assign(document.createElement("p"), { className: more ? "turn reach" : "turn" });
    const count = Object.assign(document.createElement("span"), { textContent: `${at + 1}/${all.length} · ${all[at].dataset.part}` });
    if (more) nav.append(button("다음", "button on", () => leave(() => turn(at + 1))));
    const save = document.querySelector("#summary") && form().querySelector("button[value=save]");
    if (more && save) nav.append(button(save.textContent, "quiet", () => save.click())); // once all of it was looked at
    if (at > 0) nav.append(button("앞으로 돌아가기", "quiet", () => turn(at - 1)));
    nav.append(count);
    form().append(nav);
    document.getElementById("screen").classList.toggle("in-midst", at > 0);
    if (!moves) return;
    all[at].tabIndex = -1;
    all[at].focus({ preventScroll: true });
    (document.querySelector(".in-midst h1") ?? form()).scrollIntoView();
  }

  // A link may name the box to fill in; where there is something to agree to, that comes first.
  const named = () => form().elements["form.notice"] ? null : document.getElementById(location.hash.slice(1));
  const holder = (box) => parts().indexOf(box?.closest("[data-part]"));

  function lay() {
    if (document.querySelector("[data-account]")) forget();
    const isSmall = Boolean(form()) && narrow.matches && parts().length > 1;
    form()?.classList.toggle("in-parts", isSmall);
    if (!isSmall) {
      form()?.querySelector(".turn")?.remove();
      return document.getElementById("screen").classList.remove("in-midst");
    }
    const wrong = document.querySelector("#summary") && form().querySelector(".error, .doubt");
    const kept = parts().findIndex((part) => nameOf(part) === places[keyOf()]);
    turn(wrong ? holder(wrong) : kept < 0 ? holder(named()) : kept, false);
    // The browser went to the box that a link names while all parts stood there; what is below is elsewhere now.
    if (location.hash && !wrong && kept < 0) setTimeout(go, 0, named() ?? form());
  }

  function go(box) {
    box.scrollIntoView({ block: "center" });
    box.focus({ preventScroll: true });
  }

  function boxAfter(box) {
    const all = [...form().querySelectorAll("input:not([type=hidden], [type=radio], [type=checkbox])")];
    return all[all.indexOf(box) + 1];
  }

  document.addEventListener("keydown", (event) => {
    const box = event.target;
    if (event.key !== "Enter" || event.isComposing || !box.matches?.("form#account input:not([type=radio])")) return;
    event.preventDefault();
    const next = boxAfter(box);
    const place = next ? holder(next) : parts().length - 1;
    const reach = () => (next ?? form().querySelector("button[value=save]")).focus();
    if (!form().classList.contains("in-parts") || place === holder(box)) return reach();
    leave(() => {
      turn(place);
      reach();
    });
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".summary a[href^='#']");
    const box = link && document.getElementById(link.hash.slice(1));
    if (!box || !form()?.contains(box) || !form().classList.contains("in-parts")) return;
    event.preventDefault();
    turn(holder(box), false);
    go(box);
  });

  document.addEventListener("htmx:after:swap", lay);
  narrow.addEventListener("change", lay);
  recall();
  lay();
})();
