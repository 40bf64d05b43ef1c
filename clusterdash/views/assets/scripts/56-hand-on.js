// What a group can do as a small picture: for the phone's own share sheet where the browser allows it, else saved.
const PICTURE = { width: 640, edge: 36, most: 60000, kinds: ["image/png", "image/jpeg"] }; // no WebP: some messengers take it for a sticker

LOCAL.handOn = async (button) => {
  const { text, name, done } = button.dataset;
  const picture = await drawPicture(text.split("\n"));
  const ending = picture.type.split("/")[1];
  const file = new File([picture], name.replace(/png$/, ending), { type: picture.type });
  try {
    if (navigator.canShare?.({ files: [file] })) {
      await navigator.share({ files: [file], title: text.split("\n")[0] });
      return;
    }
  } catch (error) {
    if (error.name === "AbortError") return; // the sheet was closed again
  }
  saveBytes(file.name, file);
  say(button, done);
};

// the smallest of a few forms is taken, until one is small enough for a slow network
async function drawPicture(lines) {
  let picture;
  for (const scale of [1.5, 1, 0.75, 0.6]) {
    const canvas = paintLines(lines, scale);
    for (const kind of PICTURE.kinds) {
      const made = await new Promise((settle) => canvas.toBlob(settle, kind, 0.6));
      if (made && (!picture || made.size < picture.size)) picture = made;
      if (picture && picture.size <= PICTURE.most) return picture;
    }
  }
  return picture;
}

function paintLines(lines, scale) {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  const family = getComputedStyle(document.body).fontFamily;
  const fonts = [`500 20px ${family}`, `700 30px ${family}`, `400 24px ${family}`];
  const room = PICTURE.width - 2 * PICTURE.edge;
  const painted = [];
  let top = PICTURE.edge;
  lines.forEach((line, number) => {
    pen.font = fonts[Math.min(number, 2)];
    const height = [30, 40, 34][Math.min(number, 2)];
    for (const part of wrapLine(pen, line, room)) {
      painted.push({ part, top, font: pen.font, number });
      top += height;
    }
    top += 14;
  });
  canvas.width = PICTURE.width * scale;
  canvas.height = (top + PICTURE.edge) * scale;
  pen.scale(scale, scale);
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, PICTURE.width, top + PICTURE.edge);
  pen.fillStyle = "#0b57a4";
  pen.fillRect(0, 0, PICTURE.width, 10);
  pen.textBaseline = "top";
  pen.direction = document.documentElement.dir || "ltr";
  for (const one of painted) {
    pen.font = one.font;
    pen.fillStyle = one.number === 0 ? "#4a5563" : "#0f1419";
    pen.fillText(one.part, PICTURE.edge, one.top);
  }
  return canvas;
}

function wrapLine(pen, line, room) {
  const parts = [];
  let now = "";
  for (const word of line.split(" ").flatMap((one) => breakWord(pen, one, room))) {
    const longer = now ? `${now} ${word}` : word;
    if (now && pen.measureText(longer).width > room) {
      parts.push(now);
      now = word;
    } else {
      now = longer;
    }
  }
  return [...parts, now];
}

function breakWord(pen, word, room) {
  if (pen.measureText(word).width <= room) return [word];
  const pieces = [];
  let now = "";
  for (const letter of word) {
    if (pen.measureText(now + letter).width > room) {
      pieces.push(now);
      now = "";
    }
    now += letter;
  }
  return [...pieces, now];
}
