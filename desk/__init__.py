"""The staff's desk: a doctor's queue, the reception, and what the administrator sets up."""
