-- For wrk: posts files as they are, one after the other. The environment variable PHOTOS names a file that lists theirs,
-- a path a line.
local headers = { ["Content-Type"] = "application/octet-stream" }
local requests = {}
local next = 0

function init(args)
  for path in io.lines(os.getenv("PHOTOS")) do
    local file = assert(io.open(path, "rb"))
    requests[#requests + 1] = wrk.format("POST", nil, headers, file:read("*a"))
    file:close()
  end
end

function request()
  next = next % #requests + 1
  return requests[next]
end
