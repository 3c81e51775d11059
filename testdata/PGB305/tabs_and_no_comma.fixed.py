# config: unsafe-fixes = true
DATABASES = {
	'default': {
		'ENGINE': 'django_prometheus.db.backends.postgresql',
		'NAME': 'shop',
		'HOST': 'pgbouncer',
		'PORT': 6432,
		'DISABLE_SERVER_SIDE_CURSORS': True
	}
}
