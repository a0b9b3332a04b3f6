"""What people do in the shop: one class a station, one method a gesture, one transaction each."""
