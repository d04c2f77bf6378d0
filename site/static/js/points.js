// Points of images, in per cent of width and height from the top left corner, whatever the page's direction.
const round = (number) => Math.round(Math.min(100, Math.max(0, number)) * 100) / 100;

const frameOf = (image) => {
  const shown = image.closest(".point-frame");
  if (shown) return shown;
  const frame = document.createElement("span");
  frame.className = "point-frame";
  image.replaceWith(frame);
  frame.append(image);
  return frame;
};

const mark = (frame, point, text, name) => {
  const [x, y] = point.split(",").map(Number);
  const sign = frame.querySelector(`.point--${name}`) ?? document.createElement("span");
  sign.className = `point point--${name}`;
  sign.textContent = text;
  sign.setAttribute("aria-hidden", "true");
  sign.style.left = `${x}%`;
  sign.style.top = `${y}%`;
  frame.append(sign);
};

export const takePoint = (image, event, form) => {
  const box = image.getBoundingClientRect();
  const point = `${round(((event.clientX - box.left) / box.width) * 100)},${round(((event.clientY - box.top) / box.height) * 100)}`;
  form.elements.point.value = point;
  form.elements.address.value = image.dataset.address;
  for (const old of image.closest(".unit").querySelectorAll(".point--new")) old.remove();
  mark(frameOf(image), point, "+", "new");
  const status = form.querySelector(".unit__point");
  status.textContent = status.dataset.marked;
};

export const showPoints = () => {
  for (const card of document.querySelectorAll("[data-point]")) {
    const image = card.closest(".unit").querySelector(`img[data-address="${CSS.escape(card.dataset.address)}"]`);
    if (image) mark(frameOf(image), card.dataset.point, card.dataset.number, `of-${card.id}`);
  }
  for (const form of document.querySelectorAll("form.unit__form")) {
    const image = form.closest(".unit").querySelector(`img[data-address="${CSS.escape(form.elements.address.value)}"]`);
    if (image && form.elements.point.value) mark(frameOf(image), form.elements.point.value, "+", "new");
  }
};
