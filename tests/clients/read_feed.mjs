// Reads a feed from standard input with each parser and prints what they made of it, as one JSON document.
import { readFileSync } from "node:fs";
import { parseRssFeed } from "feedsmith";
import partytime from "podcast-partytime";

const xml = readFileSync(0, "utf8");
const read = { partytime: partytime.parseFeed(xml), feedsmith: parseRssFeed(xml) };
process.stdout.write(JSON.stringify(read));
