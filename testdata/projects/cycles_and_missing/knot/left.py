from knot.right import URL as OTHER

URL = OTHER
