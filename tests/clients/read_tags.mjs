// Reads the tags of the MP3 it is given with each library and prints every text and picture as one JSON document.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import jsmediatags from "jsmediatags";
import { parseFile } from "music-metadata";

const digest = (data) => createHash("sha256").update(Uint8Array.from(data)).digest("hex");

const leaves = (value) => {
  if (value === null || value === undefined) return [];
  if (value instanceof Uint8Array) return [digest(value)];
  if (Array.isArray(value) && value.length > 64 && value.every(Number.isInteger)) return [digest(value)];
  if (typeof value === "object") return Object.values(value).flatMap(leaves);
  return [String(value)];
};

const file = process.argv[2];
const { native, common } = await parseFile(file, { includeChapters: true });
const media = await new Promise((onSuccess, onError) => {
  new jsmediatags.Reader(file).read({ onSuccess, onError });
});
process.stdout.write(
  JSON.stringify({ "music-metadata": leaves([native, common]), jsmediatags: leaves(media.tags) }),
);
