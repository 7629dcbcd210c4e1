// Redis runs a script as one step: nothing comes between what it reads and what it writes. Its clock is the only one that all machines share.

const now = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`;

/** A check belongs to whoever took it last: a worker that was away for too long has an older token. */
const isOwner = `
local function isOwner(state, token)
  return redis.call('HGET', state, 'token') == token and redis.call('HEXISTS', state, 'ended') == 0
end
`;

/** Keys: state, password, waiting, idempotency. Arguments: id, settings, client, most that may wait, life of the password, life of the rest, what the idempotency key remembers or nothing, fields and values of the password. */
export const createScript = `${now}
if ARGV[7] ~= '' then
  local known = redis.call('GET', KEYS[4])
  if known then return known end
end
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now - ARGV[5])
if redis.call('ZCARD', KEYS[3]) >= tonumber(ARGV[4]) then return 'busy' end
if ARGV[7] ~= '' then redis.call('SET', KEYS[4], ARGV[7], 'PX', ARGV[6]) end
redis.call('HSET', KEYS[1], 'settings', ARGV[2], 'client', ARGV[3], 'acceptedAt', now, 'token', 0, 'last', 0)
redis.call('PEXPIRE', KEYS[1], ARGV[6])
redis.call('HSET', KEYS[2], unpack(ARGV, 8))
redis.call('PEXPIRE', KEYS[2], ARGV[5])
redis.call('ZADD', KEYS[3], now, ARGV[1])
return 'created'
`;

/** Keys: state, events, password, waiting. Arguments: id, life, ids of keys. From here on nobody else may tell the check's events. */
export const claimScript = `${now}
if redis.call('EXISTS', KEYS[1]) == 0 or redis.call('HEXISTS', KEYS[1], 'ended') == 1 then return false end
redis.call('ZREM', KEYS[4], ARGV[1])
local token = redis.call('HINCRBY', KEYS[1], 'token', 1)
for _, key in ipairs({KEYS[1], KEYS[2]}) do redis.call('PEXPIRE', key, ARGV[2]) end
local state = redis.call('HMGET', KEYS[1], 'settings', 'client', 'acceptedAt', 'sign-in', 'send', 'stop')
local sealed = redis.call('HMGET', KEYS[3], 'expiresAt', unpack(ARGV, 3))
return {tostring(token), state[1], state[2], now - state[3], state[4], state[5], state[6], sealed}
`;

/** Keys: state, events, password. Arguments: token, number of the event, type, data, life after the end, channel. Told twice it is written once. */
export const appendScript = `${isOwner}
if not isOwner(KEYS[1], ARGV[1]) then return 'superseded' end
local last = tonumber(redis.call('HGET', KEYS[1], 'last'))
local number = tonumber(ARGV[2])
if number > last + 1 then return 'gap' end
if number == last + 1 then
  redis.call('XADD', KEYS[2], '0-' .. number, 'type', ARGV[3], 'data', ARGV[4])
  redis.call('HSET', KEYS[1], 'last', number)
  if ARGV[3] == 'problem' then redis.call('HSET', KEYS[1], 'decided', 1) end
  if ARGV[3] == 'check-end' then
    redis.call('HSET', KEYS[1], 'ended', 1)
    redis.call('DEL', KEYS[3])
    for _, key in ipairs({KEYS[1], KEYS[2]}) do redis.call('PEXPIRE', key, ARGV[5]) end
  end
  redis.call('PUBLISH', ARGV[6], number)
end
return redis.call('HGET', KEYS[1], 'stop') or 'told'
`;

/** Keys: state, password. Arguments: token, act. Writes down that it is about to happen; the password is taken with the sign-in, so that nobody signs in again. */
export const permitScript = `${isOwner}
if not isOwner(KEYS[1], ARGV[1]) or redis.call('HEXISTS', KEYS[1], 'stop') == 1 then return 0 end
redis.call('HSET', KEYS[1], ARGV[2], 1)
if ARGV[2] == 'sign-in' then redis.call('DEL', KEYS[2]) end
return 1
`;

/** Keys: state, events, waiting. Arguments: id, channel. Tells the place in line when it has changed. */
export const positionScript = `${now}
local token = redis.call('HGET', KEYS[1], 'token')
if not token then return 'gone' end
local rank = redis.call('ZRANK', KEYS[3], ARGV[1])
if token ~= '0' or not rank then return 'started' end
if redis.call('HGET', KEYS[1], 'position') ~= tostring(rank + 1) then
  local number = redis.call('HINCRBY', KEYS[1], 'last', 1)
  local at = now - redis.call('HGET', KEYS[1], 'acceptedAt')
  local data = string.format('{"type":"check-wait","at":%d,"position":%d}', at, rank + 1)
  redis.call('HSET', KEYS[1], 'position', rank + 1)
  redis.call('XADD', KEYS[2], '0-' .. number, 'type', 'check-wait', 'data', data)
  redis.call('PUBLISH', ARGV[2], number)
end
return 'waiting'
`;

/** Keys: state. Arguments: id, reason, channel. */
export const stopScript = `
local token = redis.call('HGET', KEYS[1], 'token')
if not token then return 'unknown' end
if redis.call('HEXISTS', KEYS[1], 'ended') == 1 then return 'ended' end
if redis.call('HEXISTS', KEYS[1], 'decided') == 1 then return 'decided' end
redis.call('HSET', KEYS[1], 'stop', ARGV[2])
redis.call('PUBLISH', ARGV[3], ARGV[1])
return token == '0' and 'waiting' or 'running'
`;

/** Keys: worker keys. Arguments: public key, life. */
export const announceScript = `${now}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
return 1
`;

/** Keys: worker keys. */
export const workerKeysScript = `${now}
return redis.call('ZRANGEBYSCORE', KEYS[1], now, '+inf')
`;
