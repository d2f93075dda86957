-- A shipment's phase follows from its events, which are read with it.
alter table karla_core.shipment drop column phase;
