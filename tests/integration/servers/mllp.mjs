// A system of a clinic that listens for HL7 messages, by somebody else's library: it tells what it parsed on its
// output, a line each, and answers as its input last said.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [library, port, encoding] = process.argv.slice(2);
const { Hl7Server } = await import(pathToFileURL(library).href);

let mode = "AA";
const held = [];

const tell = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
const answer = (connection, message, code) => connection.send(message.buildAck({ ackCode: code }));

const server = new Hl7Server((connection) => {
  connection.addEventListener("error", () => undefined);
  connection.addEventListener("message", ({ message }) => {
    const id = message.getSegment("MSH").getField(10).toString();
    const values = message.getAllSegments("OBX").map((obx) => obx.getField(5).toString());
    tell({ id, values, character_set: message.getSegment("MSH").getField(18).toString() });
    if (mode === "hold") held.push([connection, message]);
    else if (mode === "half") connection.socket.end("\x0bMSH|^~\\&|HIS");
    else if (mode === "other") {
      const text = message.buildAck({ ackCode: "AA" }).toString().replace(id, "ANOTHER");
      connection.socket.write(`\x0b${text}\x1c\r`);
    } else if (mode === "noise") connection.socket.end("HTTP/1.1 200 OK\r\n\r\n\x1c\r");
    else if (mode !== "silence") answer(connection, message, mode);
  });
});
await server.start(Number(port), encoding);
tell({ ready: true });

createInterface({ input: process.stdin }).on("line", (line) => {
  if (line === "release") for (const [connection, message] of held.splice(0)) answer(connection, message, "AA");
  else mode = line;
  tell({ mode: line });
});
