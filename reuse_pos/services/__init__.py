"""What people do in the shop: one class per station, one method per gesture, one transaction each."""
