-- Version 2: which events are one act. `act` is shared by the events of an act on several samples, NULL where an event is an act of its own, whose name is
-- its uuid. `undoes` names the act that this one takes back. Both are hashed where one of them is not NULL, so that the chain of older rows holds.
ALTER TABLE events ADD COLUMN act BLOB;
ALTER TABLE events ADD COLUMN undoes BLOB;
