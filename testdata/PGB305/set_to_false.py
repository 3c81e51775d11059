# config: unsafe-fixes = true
DATABASES = {
    'default': {  # PGB305
        'ENGINE': 'django.db.backends.postgresql_psycopg2',
        'NAME': 'shop',
        'HOST': 'pgbouncer.internal',
        'PORT': '6432',
        'DISABLE_SERVER_SIDE_CURSORS': False,  # for the nightly export
    },
}
