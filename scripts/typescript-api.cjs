// dependency-cruiser reads "typescript" through its JavaScript API. TypeScript 7 has none, so that
// whatever asks for "typescript" in this process gets 6.0.
for (const file of ["", "/package.json"]) {
  const six = require.resolve(`typescript-6.0${file}`);
  require(six);
  require.cache[require.resolve(`typescript${file}`)] = require.cache[six];
}
