-- Gives a dispatcher what is to be served next. ARGV 1: how many at most, 2: who takes, 3: after how many ms a waiting
-- request counts as of the next higher priority, 4: how many waiting ones are still taken before a background one,
-- 5: 1 if there may be background ones.
-- First come orphans, the oldest first. Then waiting requests, by priority with aging, then by age. Background ones come
-- when nobody waits, and every tenth time else.
-- With 0 at most: up to ten of those that can be seen to be overdue, so that what nobody can serve is answered all the same.
-- Returns ARGV 4 as it is now, the counts, and of each request: stream, entry, deliveries, age, what it has left, and
-- the names and values that add.lua kept.

local most, me, aging, untilBackground = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local EVERY = 10
local onlyOverdue = most == 0
if onlyOverdue then
  most = 10
end
local last = ARGV[5] == '1' and STREAMS or 3

local at = now()
local taken = {}

local function head(stream, entry, deliveries)
  local fields = entry[2]
  return {
    stream = stream, entry = entry[1], deliveries = deliveries, fields = fields,
    start = tonumber(value(fields, 'start')), deadline = tonumber(value(fields, 'deadline')),
  }
end

local function give(request)
  taken[#taken + 1] = {
    request.stream, request.entry, request.deliveries, at - request.start, request.deadline - at, request.fields,
  }
end

-- The one of streams first to last that goes before the others.
local function best(heads, first, last, before)
  local found
  for i = first, last do
    local one = heads[i]
    if one and (not onlyOverdue or one.deadline <= at) and (not found or before(one, found)) then
      found = one
    end
  end
  return found
end

-- The oldest orphan of a stream.
local function oldestOrphan(stream)
  while true do
    local pending = redis.call('XPENDING', KEYS[stream], GROUP, '-', '+', 1, ORPHANS)[1]
    if not pending then
      return nil
    end
    local entry = redis.call('XRANGE', KEYS[stream], pending[1], pending[1])[1]
    if entry then
      return head(stream, entry, pending[4] + 1)
    end
    -- Somebody trimmed the stream: there is nothing to serve.
    redis.call('XACK', KEYS[stream], GROUP, pending[1])
  end
end

local function older(a, b)
  return a.start < b.start
end

local orphans = {}
for i = 1, last do
  orphans[i] = oldestOrphan(i)
end
while #taken < most do
  local next = best(orphans, 1, last, older)
  if not next then
    break
  end
  redis.call('XCLAIM', KEYS[next.stream], GROUP, me, 0, next.entry)
  give(next)
  orphans[next.stream] = oldestOrphan(next.stream)
end

-- The first of a stream that was never delivered: a look, which changes nothing.
local function first(stream, after)
  local entry = redis.call('XRANGE', KEYS[stream], '(' .. after, '+', 'COUNT', 1)[1]
  return entry and head(stream, entry, 1)
end

local function rank(request)
  return math.max(0, request.stream - 1 - math.floor((at - request.start) / aging))
end

local function beforeWaiting(a, b)
  local ofA, ofB = rank(a), rank(b)
  return ofA < ofB or ofA == ofB and a.start < b.start
end

local function beforeBackground(a, b)
  return a.stream < b.stream
end

local heads = {}
if #taken < most then
  for i = 1, last do
    -- Ours is the only group.
    heads[i] = first(i, value(redis.call('XINFO', 'GROUPS', KEYS[i])[1], 'last-delivered-id'))
  end
end
while #taken < most do
  local waiting = best(heads, 1, 3, beforeWaiting)
  local background = best(heads, 4, last, beforeBackground)
  local next = waiting or background
  if not next then
    break
  end
  if waiting and background then
    if untilBackground <= 0 then
      next, untilBackground = background, EVERY
    end
    untilBackground = untilBackground - 1
  end
  redis.call('XREADGROUP', 'GROUP', GROUP, me, 'COUNT', 1, 'STREAMS', KEYS[next.stream], '>')
  give(next)
  heads[next.stream] = first(next.stream, next.entry)
end

return {untilBackground, counts(), taken}
