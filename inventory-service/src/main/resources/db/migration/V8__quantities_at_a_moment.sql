-- What a quantity was at a moment: the present one without what has changed it since. Reservations, which change none, cost nothing here.
create index stock_movements_of_quantity on stock_movements (product_id, at) where quantity_change <> 0;
