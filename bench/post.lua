-- For wrk: posts photos, one after the other, as multipart forms. The environment variable PHOTOS names a file that
-- lists theirs, a path a line.
local boundary = "elastic-bench"
local headers = { ["Content-Type"] = "multipart/form-data; boundary=" .. boundary }
local requests = {}
local next = 0

function init(args)
  for path in io.lines(os.getenv("PHOTOS")) do
    local file = assert(io.open(path, "rb"))
    local body = "--" .. boundary .. "\r\n"
      .. 'Content-Disposition: form-data; name="file"; filename="photo"\r\n'
      .. "Content-Type: application/octet-stream\r\n\r\n"
      .. file:read("*a") .. "\r\n--" .. boundary .. "--\r\n"
    file:close()
    requests[#requests + 1] = wrk.format("POST", nil, headers, body)
  end
end

function request()
  next = next % #requests + 1
  return requests[next]
end
