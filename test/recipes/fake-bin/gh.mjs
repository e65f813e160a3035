// The part of GitHub's command that the workflow uses, with the comments of a pull request in $GH_COMMENTS.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const [command, ...args] = process.argv.slice(2);
const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const path = args.find((arg) => arg.startsWith("repos/"));
const method = option("--method") ?? "GET";
const file = process.env.GH_COMMENTS;
const comments = JSON.parse(readFileSync(file, "utf8"));
if (command !== "api" || !process.env.GH_TOKEN) throw new Error(`gh ${process.argv.slice(2)}`);

const [, name, bodyFile] = /^(\w+)=@(.+)$/.exec(option("-F") ?? "") ?? [];
const given = name && { [name]: readFileSync(bodyFile, "utf8") };
const list = "repos/acme/flows/issues/17/comments";
const [, id] = /^repos\/acme\/flows\/issues\/comments\/(\d+)$/.exec(path) ?? [];
if (method === "GET" && path === list) {
  process.stdout.write(
    execFileSync("jq", ["-r", option("--jq")], { input: JSON.stringify(comments) }),
  );
} else if (method === "POST" && path === list) {
  comments.push({ id: 100 + comments.length, user: { login: "github-actions[bot]" }, ...given });
} else if (method === "PATCH" && comments.some((comment) => comment.id === Number(id))) {
  Object.assign(
    comments.find((comment) => comment.id === Number(id)),
    given,
  );
} else throw new Error(`gh: Not Found (HTTP 404): ${method} ${path}`);
writeFileSync(file, JSON.stringify(comments));
