#!/usr/bin/python3
"""A window of tabs on WebKitGTK, for WebDriver to drive.

WebKitGTK's own MiniBrowser keeps no profile while it is driven; this one does, in the folder it is told.
SIGTERM closes it as its user would.
"""

import signal
import sys

import gi

gi.require_version('Gtk', '3.0')
gi.require_version('WebKit2', '4.1')
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

profile = sys.argv[1]
context = WebKit2.WebContext(
    website_data_manager=WebKit2.WebsiteDataManager(
        base_data_directory=f'{profile}/data', base_cache_directory=f'{profile}/cache'
    )
)
context.set_automation_allowed(True)
context.get_cookie_manager().set_persistent_storage(
    f'{profile}/cookies.sqlite', WebKit2.CookiePersistentStorage.SQLITE
)
tabs = Gtk.Notebook()
window = Gtk.Window(default_width=1024, default_height=768)
window.add(tabs)
isClosing = False


def close(view):
    tabs.remove_page(tabs.page_num(view))
    if isClosing and tabs.get_n_pages() == 0:
        Gtk.main_quit()


def open_tab(_session):
    view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True)
    view.get_settings().set_enable_page_cache(True)
    view.connect('close', close)
    view.show()
    tabs.set_current_page(tabs.append_page(view, None))
    return view


def start(_context, session):
    info = WebKit2.ApplicationInfo()
    info.set_name('Tabs')
    session.set_application_info(info)
    session.connect('create-web-view', open_tab)


def close_all():
    global isClosing
    isClosing = True
    for view in tabs.get_children():
        view.try_close()


context.connect('automation-started', start)
GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGTERM, close_all)
window.show_all()
Gtk.main()
