-- Every request is a delivery of its own: the id is a header, so that the signature of the body can be made beforehand.
local bodies, signatures = {}, {}
for line in io.lines(os.getenv("PAYLOADS")) do
  local signature, path = line:match("^(%S+) (.+)$")
  signatures[#signatures + 1] = signature
  local file = assert(io.open(path, "rb"))
  bodies[#bodies + 1] = file:read("*a")
  file:close()
end
local run = os.getenv("RUN")
local threads = 0
local accepted, other = 0, 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init()
  count = 0
  accepted, other = 0, 0
end

function request()
  count = count + 1
  local which = count % #bodies + 1
  return wrk.format("POST", "/github/webhooks", {
    ["Content-Type"] = "application/json",
    ["X-GitHub-Event"] = "pull_request",
    ["X-GitHub-Delivery"] = string.format("%s-%d-%09d", run, number, count),
    ["X-Hub-Signature-256"] = signatures[which],
  }, bodies[which])
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
