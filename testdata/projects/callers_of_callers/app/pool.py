from pools.manager import Manager

m = Manager("postgresql://app@pgbouncer:6432/shop")
m.start()
