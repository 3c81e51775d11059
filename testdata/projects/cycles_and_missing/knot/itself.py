from knot.itself import URL

SAME = URL
