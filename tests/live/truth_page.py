PAGE = None
def page(t): return ""
