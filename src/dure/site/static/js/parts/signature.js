// A signature drawn with finger, pen or mouse; without this script the field is not shown.
export function watchSignature(form) {
  const place = form.querySelector("[data-sign]");
  const canvas = place?.querySelector("canvas");
  if (!canvas) return;
  place.hidden = false;
  const field = form.elements.signature;
  const pen = canvas.getContext("2d");
  pen.lineWidth = 4;
  pen.lineCap = "round";
  let last;
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) * canvas.width) / box.width, ((event.clientY - box.top) * canvas.height) / box.height];
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    last = at(event);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!last) return;
    const next = at(event);
    pen.beginPath();
    pen.moveTo(...last);
    pen.lineTo(...next);
    pen.stroke();
    last = next;
  });
  canvas.addEventListener("pointerup", () => {
    last = undefined;
    field.value = canvas.toDataURL("image/png");
  });
  const clear = () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    field.value = "";
  };
  place.querySelector("[data-sign-clear]").addEventListener("click", clear);
  form.addEventListener("reset", () => setTimeout(clear));
}
