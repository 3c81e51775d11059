# config: unsafe-fixes = true
DATABASES = {
	'default': {  # PGB305
		'ENGINE': 'django_prometheus.db.backends.postgresql',
		'NAME': 'shop',
		'HOST': 'pgbouncer',
		'PORT': 6432
	}
}
