def show_timeline():
    pass
