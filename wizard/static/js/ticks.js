// Each value of the form has its tick beside the paste area: it is there as soon as its box holds something.
(() => {
  function look() {
    for (const tick of document.querySelectorAll("form#account [data-tick]")) {
      const { form } = tick.closest("fieldset");
      const name = tick.dataset.tick;
      const box = form.elements[name];
      const isThere = Boolean(box?.value || form.elements[`${name}.kept`]?.value || document.getElementById(`${name}-tail`));
      tick.classList.toggle("got", isThere);
      tick.querySelector("span").textContent = isThere ? "있어요" : "아직 없어요";
    }
  }
  document.addEventListener("input", look);
  document.addEventListener("htmx:after:swap", look);
  look();
})();
