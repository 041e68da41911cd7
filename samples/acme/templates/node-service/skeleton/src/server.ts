import { createServer } from "node:http";

const port = Number(process.env.PORT ?? ${{ values.port }});

createServer((request, response) => {
  response.writeHead(request.url === "/healthz" || request.url === "/" ? 200 : 404);
  response.end(request.url === "/" ? "${{ values.name }}\n" : "");
}).listen(port);
