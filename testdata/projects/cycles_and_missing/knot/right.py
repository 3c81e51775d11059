from knot.left import URL as OTHER

URL = OTHER
