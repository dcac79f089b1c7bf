// Shows the chosen emblem before it is sent; drawn on a canvas, so that no picture is loaded from elsewhere.
"use strict";

const input = document.getElementById("emblem");
const preview = document.getElementById("emblem-preview");
const canvas = preview.querySelector("canvas");

input.addEventListener("change", async () => {
  preview.hidden = true;
  const file = input.files[0];
  if (!file) {
    return;
  }
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(canvas.width / picture.width, canvas.height / picture.height);
    const width = picture.width * scale;
    const height = picture.height * scale;
    const pen = canvas.getContext("2d");
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height);
    preview.hidden = false;
  } catch {
    // Not a picture this browser can draw: the server will say what is wrong with it.
  }
});
